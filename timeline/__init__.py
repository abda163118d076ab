"""The site: settings, and everything that faces a reader of pages."""
