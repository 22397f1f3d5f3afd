"""Fixtures of whole networks (PyTorch): outputs, gradients and ten losses of training.

    ~/peers/bin/python make_networks.py [FOLDER OF cnn_peers.py, by default ../../../shared/peers]

One file a network in `networks/`. Weights and images are not stored: `noise(s, n)` below gives the first n numbers of stream s,
tensor t of the parameters is offsets[t] + scales[t] * noise(t), images are noise(stream), image i is of class (7 i + 3) mod 10. Each
file has, computed in double precision and stored in single,

- `scales`, `offsets`: of every tensor of the parameters, in the order of PyTorch's `named_parameters`;
- `outputs`: of the first 16 images, before training, with running means 0 and variances 1;
- `gradient.16`, `gradient.3`: of the mean loss of the first 16 and 3 images; 0 for what is not trained;
- `losses.16`, `losses.3`: of ten steps on these images, at the rate `rate` with momentum 0.9 and weight decay 0.0005;
- `statistics.16`, `statistics.3`: the running means and variances after these steps, layer by layer; absent where there are none.
"""
import pathlib
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).resolve().parent
PEERS = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "shared" / "peers"
sys.path.insert(0, str(PEERS))
import cnn_peers  # noqa: E402

FOLDER = HERE / "networks"
FOLDER.mkdir(exist_ok=True)
MASK = np.uint64(0xFFFFFFFF)


def noise(stream, count):
    """Numbers from -1 to below 1, exact in single precision."""
    z = (np.arange(count, dtype=np.uint64) + np.uint64(stream * 1000003)) & MASK
    for _ in range(2):
        z = ((z ^ (z >> np.uint64(16))) * np.uint64(0x45D9F3B)) & MASK
    z ^= z >> np.uint64(16)
    return (z >> np.uint64(8)).astype(np.float32) / np.float32(2**23) - np.float32(1)


class Block(nn.Module):
    """Two convolutions, each behind normalisation and rectifier, beside a shortcut."""
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.branch = nn.Sequential(
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False))
        self.shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False) if stride > 1 else nn.Identity()

    def forward(self, x):
        return self.branch(x) + self.shortcut(x)


class Scaled(nn.Linear):
    def forward(self, x):
        return super().forward(x) / 9


def resnet():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, 1, 1, bias=False), Block(8, 8, 1), Block(8, 16, 2), Block(16, 32, 2), nn.BatchNorm2d(32), nn.ReLU(),
        nn.AvgPool2d(8), nn.Flatten(), nn.Linear(32, 10))


def speed_run(width=4):
    """`cnn_peers.speedrun` with fewer filters, and with what that leaves out: the outputs' scale and what is not trained."""
    layers, inputs = [nn.Conv2d(3, 24, 2), nn.GELU()], 24
    layers[0].weight.requires_grad = False
    for w in (width, 4 * width, 4 * width):
        layers += [nn.Conv2d(inputs, w, 3, padding=1, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(w, 1e-12, 0.4), nn.GELU(),
                   nn.Conv2d(w, w, 3, padding=1, bias=False), nn.BatchNorm2d(w, 1e-12, 0.4), nn.GELU()]
        inputs = w
    for layer in layers:
        if isinstance(layer, nn.BatchNorm2d):
            layer.weight.requires_grad = False
    return nn.Sequential(*layers, nn.MaxPool2d(3), nn.Flatten(), Scaled(inputs, 10, bias=False))


def norms(net):
    return [layer for layer in net.modules() if isinstance(layer, nn.BatchNorm2d)]


def fill(net, transposed):
    """Sets the parameters; those named in `transposed` lie as [input][unit] in PyTorch and as [unit][input] in the fixture."""
    scales, offsets = [], []
    normal = {id(layer.weight) for layer in norms(net)}
    for index, (name, parameter) in enumerate(net.named_parameters()):
        shape = tuple(parameter.shape)
        is_bias = len(shape) == 1 or name in ("b1", "b2")
        fan = shape[0] if name in transposed else int(np.prod(shape[1:]))
        offset = np.float32(id(parameter) in normal)
        scale = np.float32(0.3 if is_bias else 1.5 / fan**0.5)
        values = offset + scale * noise(index, parameter.numel())
        values = values.reshape(shape[::-1]).T if name in transposed else values.reshape(shape)
        parameter.data = torch.tensor(values.astype(np.float64))
        scales.append(scale)
        offsets.append(offset)
    return np.array(scales), np.array(offsets)


def flat(tensors):
    return np.concatenate([t.detach().numpy().reshape(-1) for t in tensors]).astype(np.float32)


def gradients(net, transposed):
    for name, parameter in net.named_parameters():
        gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
        yield gradient.T.contiguous() if name in transposed else gradient


def watch_ties(net):
    """The smallest distance of a window's largest number from its second, as a share of the largest number of all: where it is near
    the rounding of single precision, the gradient may go another way there."""
    gaps = []

    def look(pool, inputs, _):
        x = inputs[0].detach()
        windows = F.unfold(x, pool.kernel_size, stride=pool.stride).unflatten(1, (x.shape[1], -1))
        two = windows.topk(2, dim=2).values
        gap = (two[:, :, 0] - two[:, :, 1])[two[:, :, 0] != two[:, :, 1]]
        gaps.append((gap.min() / x.abs().max()).item())
    for layer in net.modules():
        if isinstance(layer, nn.MaxPool2d):
            layer.register_forward_hook(look)
    return gaps


def make(name, build, shape, squares=False, transposed=(), rate=0.01, stream=1000):
    tensors = {"rate": np.array([rate], np.float32), "stream": np.array([stream], np.int64)}
    images = torch.tensor(noise(stream, 16 * int(np.prod(shape))).reshape(16, *shape).astype(np.float64))
    labels = torch.tensor([(7 * index + 3) % 10 for index in range(16)])
    for count in (16, 3):
        net = build().double()
        tensors["scales"], tensors["offsets"] = fill(net, transposed)
        x, y = images[:count], labels[:count]
        net.eval()
        with torch.no_grad():
            tensors.setdefault("outputs", net(x).numpy().astype(np.float32))
        net.train()
        optimiser = torch.optim.SGD(
            [p for p in net.parameters() if p.requires_grad], lr=rate, momentum=0.9, weight_decay=5e-4)
        losses, gaps = [], watch_ties(net)
        for step in range(10):
            optimiser.zero_grad()
            outputs = net(x)
            loss = F.mse_loss(outputs, F.one_hot(y, 10) * 2.0 - 1) if squares else F.cross_entropy(outputs, y)
            loss.backward()
            if step == 0:
                tensors[f"gradient.{count}"] = flat(gradients(net, transposed))
            losses.append(loss.item())
            optimiser.step()
        tensors[f"losses.{count}"] = np.array(losses, np.float32)
        if norms(net):
            tensors[f"statistics.{count}"] = flat([t for n in norms(net) for t in (n.running_mean, n.running_var)])
        print(name, count, sum(p.numel() for p in net.parameters()), [f"{loss:.4f}" for loss in losses],
              f"nearest tie {min(gaps[:2], default=1):.1e} at first, {min(gaps, default=1):.1e} in all", flush=True)
    save_file(tensors, FOLDER / f"{name}.safetensors")


if __name__ == "__main__":
    make("lenet-1989", cnn_peers.LeNet1989, (1, 16, 16), squares=True, transposed=("w3", "w4"))
    make("lenet5", cnn_peers.lenet5, (1, 28, 28))
    make("cuda-convnet", cnn_peers.cuda_convnet, (3, 32, 32), rate=0.001, stream=1020)
    make("resnet", resnet, (3, 32, 32))
    make("speed-run", speed_run, (3, 32, 32), rate=0.005)
