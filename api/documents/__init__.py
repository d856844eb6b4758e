"""Drawing of finished documents; what they say is decided in `matcher.plans`."""
