"""The relay: what was recorded, told to other programs as events without personal data."""
