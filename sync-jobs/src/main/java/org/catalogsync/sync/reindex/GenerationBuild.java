package org.catalogsync.sync.reindex;

import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;

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
    private final WritePermit permit;

    public GenerationBuild(
            RunFacts facts,
            CatalogueIndex index,
            Embeddings embeddings,
            GenerationRegister register,
            WritePermit permit) {
        this.facts = facts;
        this.index = index;
        this.embeddings = embeddings;
        this.register = register;
        this.permit = permit;
    }

    /** Begins the generation; handles no rows. */
    public long begin() {
        String generation = index.generationName(facts.run());
        permit.check();
        embeddings.createIfAbsent();
        register.createIfAbsent();
        index.createGeneration(generation, embeddings.dimensions());
        register.add(generation);
        facts.put(GENERATION, generation);
        return 0;
    }
}
