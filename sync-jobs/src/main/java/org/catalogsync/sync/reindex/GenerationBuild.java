package org.catalogsync.sync.reindex;

import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.run.RunFacts;

/** Creates the run's generation and registers it, in this order and before the first scan: from then on every index update reaches it too. */
public final class GenerationBuild {
    /** The step's name. */
    public static final String STEP = "register";

    /** Fact: the generation's name. */
    public static final String GENERATION = "generation";

    private final RunFacts facts;
    private final CatalogueIndex index;
    private final Embeddings embeddings;
    private final GenerationRegister register;

    public GenerationBuild(RunFacts facts, CatalogueIndex index, Embeddings embeddings, GenerationRegister register) {
        this.facts = facts;
        this.index = index;
        this.embeddings = embeddings;
        this.register = register;
    }

    /** Begins the generation; handles no rows. */
    public long begin() {
        String generation = index.generationName(facts.run());
        embeddings.createIfAbsent();
        register.createIfAbsent();
        index.createGeneration(generation, embeddings.dimensions());
        register.add(generation);
        facts.put(GENERATION, generation);
        return 0;
    }
}
