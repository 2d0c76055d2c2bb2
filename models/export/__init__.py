"""From PyTorch to ONNX files, and the checks that nothing changed on the way."""
