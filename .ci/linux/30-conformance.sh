#!/usr/bin/env bash
# The official conformance suite of protobuf: binary, JSON and text format.
exec conformance/run
