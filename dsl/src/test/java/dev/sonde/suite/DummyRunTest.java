package dev.sonde.suite;

import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.dummy.DummyBackend;

class DummyRunTest extends RunContract {

    @Override
    protected ScoringBackend backend() {
        return DummyBackend.create();
    }
}
