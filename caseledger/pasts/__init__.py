"""Pasts: the cases as they were at a position, made in the background and kept for a day."""
