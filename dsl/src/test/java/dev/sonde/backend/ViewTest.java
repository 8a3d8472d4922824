package dev.sonde.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ViewTest {

    @Test
    void a_part_is_named_by_its_modules_whatever_their_order() {
        View part = View.only(List.of("b", "a"));

        assertThat(part.id()).isEqualTo("only(ft,a,b)");
        assertThat(part).isEqualTo(View.only(List.of("a", "b", "a"))).isNotEqualTo(View.only(List.of("a")));
        assertThat(View.without(List.of("a")).id()).isEqualTo("without(ft,a)");
        assertThat(new View.Partial(new View.Scaled(0.5), true, new TreeSet<>(List.of("a"))).id())
                .isEqualTo("only(scaled(0.5),a)");
        assertThat(new View.Repeated(View.only(List.of()), 2).id()).isEqualTo("repeated(only(ft,),2)");
    }

    @Test
    void a_part_keeps_its_modules_when_the_given_set_changes() {
        var modules = new TreeSet<>(List.of("a"));
        View part = new View.Partial(View.FINE_TUNED, true, modules);

        modules.add("b");

        assertThat(part.id()).isEqualTo("only(ft,a)");
    }

    @Test
    void refuses_parts_of_what_has_no_modules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new View.Partial(View.BASE, true, new TreeSet<>()))
                .withMessage("View 'base' has no modules to choose from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new View.Partial(View.only(List.of("a")), true, new TreeSet<>()))
                .withMessage("View 'only(ft,a)' has no modules to choose from");
    }

    @Test
    void refuses_names_that_would_make_two_parts_look_alike() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> View.only(List.of("a,b")))
                .withMessage("'a,b' is not the name of a module");
        assertThatIllegalArgumentException().isThrownBy(() -> View.only(List.of(" ")));
        assertThatIllegalArgumentException().isThrownBy(() -> View.only(List.of("a)")));
    }
}
