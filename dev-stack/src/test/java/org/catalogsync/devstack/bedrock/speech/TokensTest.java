package org.catalogsync.devstack.bedrock.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Property
    void piecesTogetherAreTheText(@ForAll String text) {
        assertThat(String.join("", Tokens.written(text))).isEqualTo(text);
    }

    @Test
    void japanesePieceHasOneOrTwoLettersAndALatinOneFour() {
        List<String> japanese = Tokens.written("虹".repeat(170));

        assertThat(japanese).hasSize(100).allMatch(piece -> piece.length() <= 2);
        assertThat(Tokens.written("rainbow")).containsExactly("rain", "bow");
        assertThat(Tokens.read("虹の船 42")).isEqualTo(4);
    }
}
