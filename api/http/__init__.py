"""JSON under /api/v1: one module per resource, the same views as the pages."""
