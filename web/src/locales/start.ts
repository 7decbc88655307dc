import * as i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './catalogue.ts';

/** Loads the catalogues. English is bundled; a language more is one folder and one line here. */
export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(english),
    defaultNS: 'common',
    resources: { en: english },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
}
