"""What every page is made of: the frame round it, its components, form fields, dense tables and charts. HTML only."""
