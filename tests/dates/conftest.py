"""How long the properties of dates are looked for: `--hypothesis-profile=fuzz` looks a thousand times longer."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fuzz", max_examples=100_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
