"""Descent Lab (梯度下降实验室): optimizers racing on two-parameter loss surfaces."""

__version__ = "0.1.0"
