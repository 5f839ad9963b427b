"""Bytes to a tree with places."""
