"""The curators' desk: Django's own admin, made good. Every save of a record goes through a service."""

from django.contrib import admin

from events.admin import accounts, actors, events, kinds, logs, sources, suspicions, timelines

__all__ = ["accounts", "actors", "events", "kinds", "logs", "sources", "suspicions", "timelines"]

admin.site.site_header = "Timeline desk"
admin.site.site_title = "Timeline desk"
admin.site.index_title = "Records"
