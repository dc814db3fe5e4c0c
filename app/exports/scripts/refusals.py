"""Why a run has no script for some library."""

from __future__ import annotations

from typing import Final

from ...text import Text


class NoScript(Exception):
    """There is no such script; ``text`` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


LINE_SEARCH: Final = Text(
    en="The line search of torch.optim.LBFGS would look at noisy, clipped or batch gradients, where the lab's looks at "
    "the whole problem; this run has such gradients.",
    zh="torch.optim.LBFGS的线搜索会用到含噪声、被裁剪或小批量的梯度，而实验室的线搜索看的是整个问题；此运行用的正是这类梯度。",
)
DRIVEN: Final = Text(
    en="{library} cannot move {names} along with the learning rate (cycle_momentum=1).",
    zh="{library}无法让{names}随学习率一起变化（cycle_momentum=1）。",
)
BY_LOSS: Final = Text(
    en="Optax's own reduce_on_plateau has inclusive=1 and immediate=1 and no warm-up; this run's schedule differs.",
    zh="Optax自带的reduce_on_plateau对应inclusive=1、immediate=1且没有预热；此运行的调度与之不同。",
)
RELEASED: Final = Text(
    en="{call} of Optax {version} departs from the method that this run follows: {differs}",
    zh="Optax {version}的{call}与此运行所遵循的方法不同：{differs}",
)
UNKNOWN_WRAPPER: Final = Text(
    en="{library} has nothing for the wrapper {name} yet.", zh="{library}暂无与包装{name}对应的写法。"
)
ONE_SAM: Final = Text(
    en="Optax's SAM cannot stand around another SAM; this run has two.",
    zh="Optax的SAM不能套在另一个SAM外面；此运行有两层。",
)
