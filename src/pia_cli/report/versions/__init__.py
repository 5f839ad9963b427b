"""What ``pia log`` and ``pia blame`` write about the versions of a document."""
