"""The API beside plain REST framework and datasette, in one run."""
