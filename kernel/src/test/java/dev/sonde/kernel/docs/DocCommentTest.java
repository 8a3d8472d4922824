package dev.sonde.kernel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocCommentTest {

    @Test
    void takes_a_java_comment_apart_and_writes_it_as_markdown() {
        var comment = DocComment.java("""
                 How far {@code a} is from {@link View#BASE}, in nats.

                 <p>Zero means
                 equal: see {@link #of(int) the factory}.
                 <ul>
                 <li>one
                 <li>two &lt; three
                 </ul>

                 @param top the k best
                     tokens; {@value #MOST} at most
                 @param rest what is left
                 @return at least 0
                 @throws IllegalArgumentException if {@code top} is empty
                """);

        assertThat(comment.text())
                .isEqualTo(
                        "How far `a` is from `View.BASE`, in nats.\n\nZero means equal: see `the factory`.\n\n- one\n- two < three");
        assertThat(comment.parameters())
                .containsEntry("top", "the k best tokens; `MOST` at most")
                .containsEntry("rest", "what is left");
        assertThat(comment.result()).isEqualTo("at least 0");
        assertThat(comment.failures()).containsExactly("IllegalArgumentException if `top` is empty");
    }

    @Test
    void keeps_the_example_of_a_kotlin_comment_line_by_line() {
        var comment = DocComment.kotlin("""
                /**
                 * Adds a [deltaKl] to
                 * the suite.
                 *
                 * ```
                 * deltaKl("a") {
                 *     x[0]
                 * }
                 * ```
                 *
                 * @param name unique
                 */""");

        assertThat(comment.text())
                .isEqualTo("Adds a `deltaKl` to the suite.\n\n```\ndeltaKl(\"a\") {\n    x[0]\n}\n```");
        assertThat(comment.parameters()).containsEntry("name", "unique");
    }

    @Test
    void has_nothing_to_say_without_words() {
        assertThat(DocComment.kotlin("/** */")).isEqualTo(DocComment.none());
    }
}
