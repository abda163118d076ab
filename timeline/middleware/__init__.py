"""What every answer passes through, a module each. `MIDDLEWARE` in the settings says in which order, and why."""
