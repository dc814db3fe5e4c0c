"""A scene as one HTML file that plays by itself: paths, the loss as code, the figure's modules, styles, words."""
