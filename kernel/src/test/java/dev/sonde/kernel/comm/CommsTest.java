package dev.sonde.kernel.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.kernel.comm.CommPost.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kotlin.Unit;
import org.junit.jupiter.api.Test;

class CommsTest {

    private final List<CommPost> posts = new ArrayList<>();
    private final Comms comms = new Comms(posts::add);

    @Test
    void a_session_that_ends_keeps_nothing_and_tells_nobody() {
        comms.register("page", (comm, opened) -> Unit.INSTANCE);
        Comm comm = open("page");
        comm.onClose(message -> {
            throw new AssertionError("nobody closed it");
        });

        comms.clear();

        assertThat(posts).extracting(CommPost::kind).containsExactly(Kind.OPEN);
        assertThat(comms.openTargets()).isEmpty();
        assertThat(comms.knows("page")).isFalse();
        assertThat(comm.isOpen()).isFalse();
    }

    @Test
    void all_comms_are_closed_though_the_end_of_some_fails() {
        for (String end : List.of("first", "second")) {
            open("page").onClose(message -> {
                throw new IllegalStateException(end);
            });
        }
        open("page");

        assertThatThrownBy(comms::reset)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThat(posts.stream().filter(post -> post.kind() == Kind.CLOSE)).hasSize(3);
        assertThat(comms.openTargets()).isEmpty();
    }

    @Test
    void data_that_cannot_be_sent_leaves_a_comm_open() {
        Comm comm = open("page");

        assertThatThrownBy(() -> comm.close(Map.of("thread", new Thread()), Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(comm.isOpen()).isTrue();
        assertThat(posts).hasSize(1);
    }

    @Test
    void a_comm_that_the_page_opens_again_under_its_id_is_a_new_one() {
        var seen = new ArrayList<Comm>();
        comms.register("page", (comm, opened) -> {
            seen.add(comm);
            return Unit.INSTANCE;
        });
        var nothing = new CommMessage(null, Map.of(), List.of());

        comms.opened("id", "page", nothing);
        comms.opened("id", "page", nothing);

        assertThat(seen).extracting(Comm::isOpen).containsExactly(false, true);
        assertThat(comms.has("id")).isTrue();
    }

    @Test
    void data_that_cannot_be_sent_opens_no_comm() {
        assertThatThrownBy(() -> comms.open("page", Map.of("thread", new Thread()), Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(comms.openTargets()).isEmpty();
        assertThat(posts).isEmpty();
    }

    private Comm open(String target) {
        return comms.open(target, Map.of(), Map.of(), List.of());
    }
}
