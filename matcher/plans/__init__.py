"""The individual education plan: what recognition gives, the draft, and the document as a value."""
