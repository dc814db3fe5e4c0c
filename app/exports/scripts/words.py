"""What scripts say to their readers."""

from __future__ import annotations

from typing import Final, Literal

from ...text import Text

Language = Literal["en", "zh"]


def say(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en


MADE_BY: Final = Text(en="Made by Descent Lab; the whole scene:", zh="由梯度下降实验室生成；完整场景：")
NEEDS: Final = Text(en="Needs {packages}.", zh="需要{packages}。")
END: Final = Text(
    en="The end point on the page: {first} = {x}, {second} = {y}, loss = {loss}",
    zh="页面上的终点：{first} = {x}，{second} = {y}，损失 = {loss}",
)
CUT: Final = Text(en="of {steps}; then:", zh="原定{steps}步；结局：")
STEPS: Final = Text(en="updates", zh="更新次数")
SEED: Final = Text(en="of batches, noise and the method's own draws", zh="小批量、噪声与方法自身的随机数共用")
START: Final = Text(en="the start", zh="起点")
STATE: Final = Text(en="what the method remembers", zh="方法记住的量")
LOSS: Final = Text(en="The loss.", zh="损失函数。")
MEAN_LOSS: Final = Text(en="The mean loss over the data.", zh="全部数据的平均损失。")
COST: Final = Text(en="What one datum costs.", zh="单个数据点的损失。")
MODEL: Final = Text(en="The model's prediction.", zh="模型的预测。")
GRADIENT: Final = Text(en="Its exact gradient.", zh="损失的精确梯度。")
HESSIAN: Final = Text(en="Its second derivatives: xx, xy, yy.", zh="损失的二阶导数：xx、xy、yy。")
SEEN: Final = Text(en="The gradient that update k sees.", zh="第k次更新所见的梯度。")
UNIFORMS: Final = Text(en="The lab's random numbers in [0, 1).", zh="实验室所用的[0, 1)随机数。")
NORMALS: Final = Text(en="Standard normal pairs, one for each update.", zh="每次更新一对标准正态随机数。")
STUDENTS: Final = Text(en="Pairs of Student's t, one for each update.", zh="每次更新一对t分布随机数。")
NOISE: Final = Text(en="for each update's gradient", zh="供每次更新的梯度使用")
BATCHES: Final = Text(en="the data that each update sees", zh="每次更新所用的数据")
RULE: Final = Text(en="the rule", zh="更新规则")
SCHEDULE: Final = Text(en="The learning rate of update k: {name}.", zh="第k次更新的学习率：{name}。")
DATA: Final = Text(en="the data", zh="数据")
L_BFGS: Final = Text(
    en="L-BFGS's memory and its line search, as the lab runs them.", zh="L-BFGS的记忆与线搜索，与实验室运行的代码相同。"
)
AVERAGE: Final = Text(en="{name} at the end", zh="终点处的{name}")
FLOAT32: Final = Text(
    en="Optax counts updates as int32, and rates would be rounded to float32.",
    zh="Optax用int32计数，学习率会被舍入为float32。",
)
POWER: Final = Text(en="Optax's own takes this power in float32.", zh="Optax自带的函数用float32计算这个幂。")
DIAGONAL: Final = Text(
    en="the exact diagonal, where Optax's own estimate is random", zh="精确的对角线；Optax自带的估计是随机的"
)
LATE: Final = Text(en="Optax 0.2.8 hands each update out a call late", zh="Optax 0.2.8要到下一次调用才给出本次更新")
ROUNDED_PI: Final = Text(
    en="{name} takes π in float32, so the rate is computed here.", zh="{name}中的π是float32，所以学习率在这里计算。"
)
