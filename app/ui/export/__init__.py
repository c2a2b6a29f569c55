"""What is on the screen as files: a table for a spreadsheet, and a sheet to print."""
