"""A scene at a step as a picture: the page's figure, drawn without a browser."""
