module clawnet.network/interop/wire

go 1.26.0
