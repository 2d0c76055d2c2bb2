"""Networks: ONNX sessions, devices, model files, memory."""
