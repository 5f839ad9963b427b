"""The engine: bytes → document → shape and rules → sorted diagnostics."""
