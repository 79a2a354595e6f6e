"""Exports: files that are made of what the house knows, kept for a day, and put on record."""
