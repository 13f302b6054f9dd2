package org.catalogsync.stores.index;

import org.catalogsync.model.VolumeTitle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reader typed, as a query. Words find by kuromoji's analysis, spelling by one to three letters of the folded series name, so that a typo or a dropped kana costs a few grams and not the hit; the volume, apart from both, tells the volumes of a series apart.
 */
final class TitleQuery {
    private TitleQuery() {}

    static ObjectNode of(String text, int size) {
        VolumeTitle title = VolumeTitle.of(text);
        ObjectNode query = SearchHttp.JSON.createObjectNode();
        query.put("size", size);
        query.putArray("_source").add("isbn").add("title");
        ObjectNode bool = query.putObject("query").putObject("bool");
        ObjectNode disMax = bool.putObject("must").putObject("dis_max");
        disMax.put("tie_breaker", 0.3);
        ArrayNode ways = disMax.putArray("queries");
        match(ways, "series", title.series(), "30%", 1.0);
        match(ways, "title", text, null, 1.0);
        match(ways, "title_kana", text, "50%", 0.7);
        match(ways, "author", text, null, 0.7);
        volume(bool, title.volume());
        bool.putObject("must_not").putObject("term").put("deleted", true);
        return query;
    }

    private static void match(ArrayNode ways, String field, String text, @Nullable String atLeast, double boost) {
        ObjectNode match = ways.addObject().putObject("match").putObject(field);
        match.put("query", text);
        match.put("boost", boost);
        if (atLeast != null) {
            match.put("minimum_should_match", atLeast);
        }
    }

    private static void volume(ObjectNode bool, @Nullable String volume) {
        if (volume != null) {
            ObjectNode constant = bool.putObject("should").putObject("constant_score");
            constant.put("boost", 8.0);
            constant.putObject("filter").putObject("term").put("volume", volume);
        }
    }
}
