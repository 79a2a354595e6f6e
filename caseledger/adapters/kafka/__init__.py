"""Kafka: the twin of the in-process feed, for programs that are elsewhere."""
