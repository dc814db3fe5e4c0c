"""The exponential moving average of the points."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Track, Wrapper, WrapperVariant
from ..terms import CLOSEST_TO_ONE

ORDER = 70

AVERAGE = (Track(id="ema", name=Text(en="moving average", zh="滑动平均"), formula="a"),)

WRAPPER = Wrapper(
    id="ema",
    name=Text(en="Moving average of the points (EMA)", zh="各点的滑动平均（EMA）"),
    idea=Text(
        en=(
            "Draws, beside the path, the exponential moving average of its points and leaves the run alone. Under "
            "noise the average is calmer and lies nearer to the minimum; on the way there it lags behind."
        ),
        zh="在路径之外画出各点的指数滑动平均，运行本身不受影响。有噪声时平均更平稳，也离最小值更近；途中则落在后面。",
    ),
    parameters=(
        Hyperparameter(
            name="decay",
            symbol="β",
            default=0.999,
            minimum=0,
            maximum=CLOSEST_TO_ONE,
            slider=(0.5, 0.999),
            scale="linear",
            description=Text(
                en="How much of the average is kept at each update: it remembers about 1/(1 − β) points.",
                zh="每次更新时平均值保留的比例：大约记住1/(1 − β)个点。",
            ),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="pytorch",
            after="a = where(t == 1, theta, a + (1 - decay)*(theta - a))",
            state={"a": "theta"},
            tracks=AVERAGE,
            call=(
                "torch.optim.swa_utils.AveragedModel(model, "
                "multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn({decay}))"
            ),
            differs=Text(
                en=(
                    "The first update copies the point, so there is no bias towards the start. β = 0.999 by default: "
                    "in 200 updates the average hardly moves."
                ),
                zh="第一次更新直接复制当前点，所以不偏向起点。默认β = 0.999，200次更新之内平均值几乎不动。",
            ),
        ),
        WrapperVariant(
            framework="keras",
            defaults={"decay": 0.99},
            after="a = where(t == 1, theta, decay*a + (1 - decay)*theta)",
            state={"a": "theta"},
            tracks=AVERAGE,
            call="optimizer.use_ema, optimizer.ema_momentum = True, {decay}",
            differs=Text(
                en=(
                    "The same average with β = 0.99 by default. Keras puts it in place of the model's own values at "
                    "the end of fit, or every ema_overwrite_frequency updates."
                ),
                zh=(
                    "同样的平均，默认β = 0.99。Keras在fit结束时用它替换模型参数，"
                    "也可以每隔ema_overwrite_frequency次更新替换一次。"
                ),
            ),
        ),
    ),
)
