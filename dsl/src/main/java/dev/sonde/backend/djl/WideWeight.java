package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.function.Function;

/** A weight that lies in memory as fp32. */
record WideWeight(NDArray array) implements Weight {

    @Override
    public Shape shape() {
        return array.getShape();
    }

    @Override
    public Device device() {
        return array.getDevice();
    }

    @Override
    public <T> T lend(Function<NDArray, T> use) {
        return use.apply(array);
    }

    @Override
    public NDArray rows(NDArray ids) {
        return rows(ids, array);
    }

    /** A copy of some rows: a view would belong to the table's manager, where nothing may stay. */
    static NDArray rows(NDArray ids, NDArray table) {
        return ids.getNDArrayInternal()
                .embedding(ids, table, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
