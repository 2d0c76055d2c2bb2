"""Export of PyTorch networks to ONNX files, and checks that the files compute the same."""
