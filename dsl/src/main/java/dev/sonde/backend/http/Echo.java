package dev.sonde.backend.http;

import java.util.List;
import java.util.Optional;

/**
 * A text with the log-probabilities of its tokens.
 *
 * @param reply what the server said
 * @param end behind the text's last token; what follows was written by the model
 * @param spelling which token spells what; empty where tokens come by their ids
 */
record Echo(Reply reply, int end, Optional<Spelling> spelling) {

    /** The number of one token. */
    int id(int index, TokenNames names) {
        String name = reply.tokens().get(index);
        return names.idOf(name).orElseGet(() -> names.idOf("bytes of " + name.replace('\ufffd', '?'))
                .orElseThrow());
    }

    /** The numbers of all tokens of the text. */
    List<Integer> ids(TokenNames names) {
        return reply.tokens().subList(0, end).stream()
                .map(name -> names.idOf(name).orElseThrow())
                .toList();
    }
}
