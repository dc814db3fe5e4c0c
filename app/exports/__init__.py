"""A scene to take away."""
