"""What every test needs: patience on a busy machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes says nothing but how busy the machine is.
settings.register_profile("onemetre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onemetre")
