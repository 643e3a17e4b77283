"""A report in the forms people read and programs take."""
