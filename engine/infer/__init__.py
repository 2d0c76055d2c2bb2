"""Runs networks: ONNX sessions, devices, model files, memory."""
