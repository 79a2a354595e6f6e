"""What leaves the house as a file: cases as a table, and the log."""
