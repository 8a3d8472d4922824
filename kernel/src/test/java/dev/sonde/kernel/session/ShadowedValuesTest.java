package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowedValuesTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new PlainRenderer());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void a_value_is_freed_when_its_name_is_declared_again() {
        run("val refs = mutableListOf<java.lang.ref.WeakReference<Any>>()");
        for (int i = 0; i < 12; i++) {
            run("val large = ByteArray(1_000_000)\nrefs += java.lang.ref.WeakReference(large)\nlarge.size");
        }

        assertThat(valueOf("System.gc(); refs.count { it.get() != null }")).isEqualTo("1");
        assertThat(valueOf("large.size")).isEqualTo("1000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun seen() = old.size",
                "val seen: () -> Int = { old.size }",
                "val seen: () -> Int = object : () -> Int { override fun invoke() = old.size }",
                "class Reader { fun read() = old.size }; fun seen() = Reader().read()",
                "val seen: () -> Int = ::old.let { property -> { property.get().size } }",
                "val seen: () -> Int = java.util.concurrent.Callable { old.size }.let { c -> { c.call() } }",
                "val later by lazy { old.size }; fun seen() = later"
            })
    void a_value_that_code_reads_later_stays_with_that_code(String reader) {
        run("val old = listOf(1, 2, 3)\n" + reader.replace("seen", "same"));
        run(reader);
        run("val old = emptyList<Int>()");

        assertThat(valueOf("\"\" + same() + seen() + old.size")).isEqualTo("330");
    }

    private void run(String code) {
        assertThat(session.execute(code, sink)).isNotInstanceOf(CellOutcome.Failed.class);
    }

    private String valueOf(String code) {
        var outcome = session.execute(code, sink);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }
}
