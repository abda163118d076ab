"""What the OpenAPI schema says: of parameters, of answers, and by which examples."""
