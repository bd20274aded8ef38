"""What files about contracts say beside what is known in their reach: for previews, for what is superseded and written, and for undoing."""
