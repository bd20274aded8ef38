"""Work: tasks with an owner, a next action and a day, and what each waits for."""
