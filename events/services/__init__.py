"""The only writers: each service is one transaction, told who acts, why, and when."""
