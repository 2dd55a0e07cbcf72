package io.tallyboard.api.persistence;

import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The records of files. */
@ApplicationScoped
class FileDocuments implements ReactivePanacheMongoRepositoryBase<FileDocument, String> {}
