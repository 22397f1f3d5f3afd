"""Fixtures of the optimisers (PyTorch) and of the safetensors format.

    ~/peers/bin/pip install safetensors==0.8.0
    ~/peers/bin/pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu
    ~/peers/bin/python make_optimisers.py

`optimisers.safetensors`: weights before the first step, a gradient for each of 20 steps (to which 0.3 w is added), and the weights
after the last step for every case, in double precision. The first 40 weights are one group; the other 13 have twice the rate and no
weight decay. `official.safetensors`: a file of every type that is supported, as the official library writes it.
"""
import pathlib

import numpy as np
import torch
from safetensors.numpy import save_file

FOLDER = pathlib.Path(__file__).parent / "optimisers"
FOLDER.mkdir(exist_ok=True)
STEPS, COUNT, SPLIT = 20, 53, 40
random = np.random.default_rng(7)
initial = random.normal(size=COUNT)
gradients = random.normal(size=(STEPS, COUNT))

CASES = {
    "sgd-plain": (torch.optim.SGD, dict(lr=0.1, weight_decay=0.0), 0),
    "sgd-decay": (torch.optim.SGD, dict(lr=0.1, weight_decay=0.05), 0),
    "sgd-momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=5e-4), 0),
    "sgd-nesterov": (torch.optim.SGD, dict(lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01), 0),
    "sgd-clip": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=5e-4), 1.5),
    "adamw": (torch.optim.AdamW, dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.05), 0),
    "adamw-other": (torch.optim.AdamW, dict(lr=0.03, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.0), 2.0),
}

tensors = {"initial": initial, "gradients": gradients}
for name, (kind, settings, clip) in CASES.items():
    first = torch.nn.Parameter(torch.tensor(initial[:SPLIT]))
    second = torch.nn.Parameter(torch.tensor(initial[SPLIT:]))
    rate = settings["lr"]
    optimiser = kind([{"params": [first]}, {"params": [second], "weight_decay": 0.0}], **settings)
    for step in range(STEPS):
        factor = (1 + step % 3) / 2
        optimiser.param_groups[0]["lr"] = rate * factor
        optimiser.param_groups[1]["lr"] = rate * factor * 2
        gradient = torch.tensor(gradients[step])
        first.grad = gradient[:SPLIT] + 0.3 * first.detach()
        second.grad = gradient[SPLIT:] + 0.3 * second.detach()
        if clip:
            torch.nn.utils.clip_grad_norm_([first, second], clip)
        optimiser.step()
    tensors[name] = torch.cat([first, second]).detach().numpy()
    print(name, tensors[name][:3])
save_file(tensors, FOLDER / "optimisers.safetensors")

save_file({
    "weights": np.arange(6, dtype=np.float32).reshape(2, 3) / 4,
    "biases": np.array([1.5, -2.25]),
    "pixels": np.array([[0, 255, 7]], np.uint8),
    "signed": np.array([-1, 2**62], np.int64),
    "counts": np.array([2**64 - 1], np.uint64),
    "nothing": np.zeros((0, 4), np.float32),
    "single": np.array(3.0),
    "Größe \"\\\n\x01/": np.ones(1, np.float32),
}, FOLDER / "official.safetensors", metadata={"format": "np — \"quoted\""})
