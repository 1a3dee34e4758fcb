import type { LanguageTexts } from './language-texts.ts';

export const english: LanguageTexts = {
  language: 'en',
  senders: [
    ['City Library', 'library'],
    ['Allotment Society', 'allotment'],
    ['Bicycle Workshop', 'workshop'],
    ['Evening School', 'courses'],
  ],
  subjects: [
    'Your reserved books are ready',
    'Minutes of the spring meeting',
    'The repair will take until Thursday',
    'Timetable for the pottery course',
    'Who brings the ladder on Saturday?',
    'Invoice for the water meter',
  ],
  greeting: 'Hello,',
  sentences: [
    'The books you asked for are waiting at the desk until the end of next week.',
    'We have moved the meeting to the small hall, because the large one is being painted.',
    'The new chain has arrived, but the brake cable is still on its way.',
    'Please bring a cup, as there will be tea and very little washing-up.',
    'If the weather is kind we shall start on the hedge straight after lunch.',
    'The key hangs in its usual place; kindly put it back afterwards.',
    'Attached are the notes from last time, with the corrections in the margin.',
  ],
  closing: 'With kind regards',
};

export const french: LanguageTexts = {
  language: 'fr',
  senders: [
    ['Médiathèque du Port', 'mediatheque'],
    ['Gîte de l’Étang', 'gite'],
    ['Chorale « À mi-voix »', 'chorale'],
  ],
  subjects: [
    'Votre réservation pour l’été',
    'Répétition déplacée à jeudi',
    'Le programme de la fête du village',
    'Reçu : cotisation annuelle',
    'Où laisser les clés du gîte ?',
  ],
  greeting: 'Bonjour,',
  sentences: [
    'La maison est libre à partir du samedi, et le jardin sera tondu la veille.',
    'Nous avons gardé votre place au premier rang, près du piano.',
    'Pensez à apporter un pull : les soirées sont fraîches au bord de l’eau.',
    'Le reçu se trouve en pièce jointe, ainsi que le plan d’accès.',
    'Le marché a lieu le mercredi, et le boulanger passe à huit heures.',
    'Nous cherchons encore deux bénévoles pour la buvette.',
  ],
  closing: 'Bien cordialement',
};

export const german: LanguageTexts = {
  language: 'de',
  senders: [
    ['Küchenstudio am Markt', 'kueche'],
    ['Stadtwerke Musterstadt', 'stadtwerke'],
    ['Wanderverein Höhenweg', 'wanderverein'],
  ],
  subjects: [
    'Ihr Angebot für die Küche',
    'Zählerstand bitte bis Monatsende',
    'Wanderung über den Höhenweg',
    'Rückfrage zur Lieferung der Fliesen',
    'Änderung der Öffnungszeiten',
  ],
  greeting: 'Guten Tag,',
  sentences: [
    'die Arbeitsplatte wird voraussichtlich in der dritten Woche geliefert.',
    'Für die Fliesen haben wir zwei Muster beigelegt, das hellere passt besser zum Boden.',
    'Wir treffen uns um halb neun am Bahnhof und sind gegen fünf zurück.',
    'Bitte tragen Sie den Zählerstand in das Formular im Anhang ein.',
    'Über eine kurze Rückmeldung bis Freitag würden wir uns sehr freuen.',
    'Der Schlüssel für den Keller liegt wie immer beim Hausmeister.',
  ],
  closing: 'Mit freundlichen Grüßen',
};

export const spanish: LanguageTexts = {
  language: 'es',
  senders: [
    ['Hostal La Peña', 'hostal'],
    ['Escuela de Cocina', 'cocina'],
    ['Asociación de Vecinos', 'vecinos'],
  ],
  subjects: [
    'Confirmación de su estancia',
    '¿Quién trae la paella el domingo?',
    'Lección de mañana: el gazpacho',
    'Acta de la última reunión',
  ],
  greeting: 'Buenos días:',
  sentences: [
    'Su habitación da al patio y es muy tranquila, incluso en agosto.',
    'El autobús llega a la plaza a las doce y diez, y la cocina cierra a las cuatro.',
    'Traigan delantal y un cuchillo pequeño; los tomates los ponemos nosotros.',
    'Adjuntamos el acta y la lista de tareas para el próximo mes.',
    'El niño de la señora de la panadería ha encontrado su paraguas.',
  ],
  closing: 'Un cordial saludo',
};
