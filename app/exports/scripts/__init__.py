"""Scripts that repeat a run of a scene without the lab."""
