/** All rows, in the order they are played. */
import type { Row } from '../row.ts';
import * as beforeEngine from './before-engine.ts';
import * as beforeScript from './before-script.ts';
import * as libraries from './libraries.ts';
import * as navigation from './navigation.ts';
import * as ownClient from './own-client.ts';
import * as contentSecurity from './content-security.ts';
import * as copies from './copies.ts';
import * as editors from './editors.ts';
import * as filesMissing from './files-missing.ts';
import * as language from './language.ts';
import * as moves from './moves.ts';
import * as pageStyles from './page-styles.ts';
import * as places from './places.ts';
import * as presence from './presence.ts';
import * as providers from './providers.ts';
import * as readme from './readme.ts';
import * as recipes from './recipes.ts';
import * as serverSide from './server-side.ts';
import * as source from './source.ts';
import * as storage from './storage.ts';
import * as trustedTypes from './trusted-types.ts';

export const rows: readonly Row[] = [
  contentSecurity,
  filesMissing,
  trustedTypes,
  copies,
  providers,
  source,
  moves,
  places,
  editors,
  pageStyles,
  language,
  storage,
  ownClient,
  presence,
  libraries,
  recipes,
  readme,
  navigation,
  beforeScript,
  beforeEngine,
  serverSide,
].flatMap((rowsOfFile) => Object.values<Row>(rowsOfFile));
